// How much each way to meet a word counts, and how much is looked at; measured in ../../DESIGN.md. Python reads the same file.
import RANKING from "../../data/rangering.json" with { type: "json" };

export { RANKING };
