export const announcementsPath = "/console/thong-bao";
