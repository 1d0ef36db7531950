import { CHANNELS, type LossByChannel } from "../model/result.js";
import { neumaierTotal } from "../numbers/sums.js";

/** Losses added up channel by channel, in USD. */
export function totalByChannel(losses: readonly LossByChannel[]): LossByChannel {
  const total = (channel: keyof LossByChannel) => neumaierTotal(losses.map((loss) => loss[channel]));
  return { direct: total("direct"), price: total("price"), claim: total("claim"), run: total("run") };
}

/** Loss over all channels, in USD. */
export const allChannels = (loss: LossByChannel): number => neumaierTotal(CHANNELS.map((channel) => loss[channel]));
