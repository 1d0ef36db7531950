import type { Command } from "commander";
import { studyLoops } from "../../experiments/loops.js";
import { loopsCsv } from "../../exports/index.js";
import { loopsFigure } from "../../figures/index.js";
import { loadScenario, showTables } from "../load.js";
import type { Session } from "../session.js";
import { addStudyOptions, leaveStudy, type StudyOptions, studyFolder } from "../study-options.js";
import { loopsText } from "../study-text.js";

export function addLoops(root: Command, session: Session): void {
  const command = root
    .command("loops")
    .description(
      "list recursive leverage: members, loan-to-values, leverage, gain, price of liquidation, cost of undoing",
    )
    .argument("<file>", "scenario file");
  addStudyOptions(command, "loops").action(async (file: string, options: StudyOptions) => {
    const scenario = await loadScenario(file, showTables(session.terminal));
    const folder = await studyFolder(file, "loops", options);
    const study = studyLoops(scenario);
    await leaveStudy(
      {
        name: "loops",
        study,
        tables: new Map([["loops.csv", loopsCsv(study)]]),
        figure: loopsFigure,
        text: loopsText(study, session.terminal.style),
      },
      folder,
      options,
      session,
    );
  });
}
