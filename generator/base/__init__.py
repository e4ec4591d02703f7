"""What everything stands on: problems and their wording, personal data, Norwegian time, which program this is."""
