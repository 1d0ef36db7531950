import type { Command } from "commander";
import { orderSpread } from "../../experiments/orders.js";
import { ordersCsv } from "../../exports/index.js";
import { ordersFigure } from "../../figures/index.js";
import { addShockOptions, chooseShocks, type ShockOptions } from "../choose-shocks.js";
import { loadScenario, showTables } from "../load.js";
import { readCount } from "../read-options.js";
import type { Session } from "../session.js";
import { addStudyOptions, leaveStudy, type StudyOptions, studyFolder } from "../study-options.js";
import { ordersText } from "../study-text.js";

interface OrdersOptions extends StudyOptions, ShockOptions {
  readonly draws: number;
}

async function orders(file: string, options: OrdersOptions, session: Session): Promise<void> {
  const { terminal } = session;
  const scenario = chooseShocks(await loadScenario(file, showTables(terminal)), options);
  const folder = await studyFolder(file, "orders", options);
  const study = orderSpread(scenario, {
    draws: options.draws,
    onRun: ({ run, of }) => terminal.progress(`run ${run + 1} of ${of}`),
  });
  await leaveStudy(
    {
      name: "orders",
      study,
      tables: new Map([["orders.csv", ordersCsv(study)]]),
      figure: ordersFigure,
      text: ordersText(study, terminal.style),
    },
    folder,
    options,
    session,
  );
}

export function addOrders(root: Command, session: Session): void {
  const command = root
    .command("orders")
    .description("how far the outcome depends on the order in which things of one round are done")
    .argument("<file>", "scenario file")
    .option("--draws <count>", "random orders, with seeds 1, 2, …", readCount(1, 100_000), 50);
  addStudyOptions(addShockOptions(command), "orders").action((file: string, options: OrdersOptions) =>
    orders(file, options, session),
  );
}
