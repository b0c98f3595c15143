export const channelsPath = "/console/kenh";
