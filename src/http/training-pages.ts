import type { FastifyInstance } from "fastify";
import type { TrainingParts } from "../core/training/work.js";
import { badgeRoutes, type BadgeParts } from "./badge-routes.js";
import { certificateAddresses, certificateRoutes } from "./certificate-routes.js";
import { contestAddress, contestRoutes, type ContestParts } from "./contest-routes.js";
import { learnerDataAddress, learnerDataRoutes, type LearnerDataParts } from "./learner-data-routes.js";

interface TrainingPageParts extends BadgeParts {
  readonly contests: ContestParts["contests"];
  readonly learnerData: LearnerDataParts["store"];
  readonly write: LearnerDataParts["write"];
  readonly catalog: ContestParts["catalog"];
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** All that the training shows on the web: certificates, contests, a learner's own data. @returns where each of them is. */
export function trainingPages(server: FastifyInstance, parts: TrainingPageParts): Pick<TrainingParts, "addressesOf" | "contestAddress" | "dataAddress"> {
  const { contests, learnerData, catalog, now, baseUrl } = parts;
  certificateRoutes(server, parts);
  badgeRoutes(server, parts);
  contestRoutes(server, { contests, catalog, now: () => new Date(now()) });
  learnerDataRoutes(server, { ...parts, store: learnerData, addressesOf: certificateAddresses(parts) });
  return {
    addressesOf: certificateAddresses(parts),
    contestAddress: (contestId) => contestAddress(baseUrl(), contestId),
    dataAddress: (learnerId) => learnerDataAddress(parts, learnerId),
  };
}
