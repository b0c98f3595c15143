import { describe, expect, it } from "vitest";
import { ServiceAddresses } from "../../../adapters/azure/service-addresses.js";

const addresses = new ServiceAddresses(["http://127.0.0.1:8082"]);

describe("ServiceAddresses", () => {
  it.each([
    "https://smba.trafficmanager.net/apac/72f988bf-86f1-41af-91ab-2d7cd011db47/",
    "https://smba.infra.gcc.teams.microsoft.com/teams",
    "https://webchat.botframework.com/",
    "https://directline.botframework.com",
    "http://127.0.0.1:8082/apac/",
  ])("allows %s", (address) => {
    expect(addresses.isAllowed(address)).toBe(true);
  });

  it.each([
    "https://attacker.example/",
    "https://smba.trafficmanager.net.attacker.example/",
    "https://notbotframework.com/",
    "https://evil.trafficmanager.net/",
    "http://smba.trafficmanager.net/",
    "https://smba.trafficmanager.net:8443/",
    "https://smba.trafficmanager.net@attacker.example/",
    "https://user:pass@smba.trafficmanager.net/",
    "https://smba.trafficmanager.net/?next=",
    "https://smba.trafficmanager.net/#a",
    "http://127.0.0.1:8083/",
    "http://127.0.0.1:8082@attacker.example/",
    "file:///etc/passwd",
    "not an address",
    "",
  ])("does not allow %s", (address) => {
    expect(addresses.isAllowed(address)).toBe(false);
  });

  it("does not allow what is not there", () => {
    expect([addresses.isAllowed(undefined), addresses.isAllowed(null)]).toEqual([false, false]);
  });
});
