"""``python -m generator``: the same as the command ``fagarkiv``."""


def main() -> None:
    """Run the command line.

    What it is made of is loaded here, because every worker process loads the program it was started by, and needs none
    of it.
    """
    from generator.cli import main as run

    run()


if __name__ == "__main__":
    main()
