export const questionsPath = "/console/cau-hoi";
