import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

import { aptUpdates } from "#agent/updates/apt.ts";
import { dnfUpdates } from "#agent/updates/dnf.ts";
import { osRelease, pendingUpdates } from "#agent/updates/read.ts";

const captured = readFileSync(new URL("../../agent/updates/testdata/apt-debian-12.txt", import.meta.url), "utf8");

test("what apt would install of a real Debian 12 is read whole, with versions and what is for security", () => {
  const packages = aptUpdates(captured);
  expect(packages).toHaveLength(captured.split("\n").filter((line) => line.startsWith("Inst ")).length);
  expect(packages).toContainEqual({ name: "bash", from: "5.2.15-2+b8", to: "5.2.15-2+b13", security: false });
  // From the stable archive and the security archive alike.
  const gcrypt = { name: "libgcrypt20", from: "1.10.1-3", to: "1.10.1-3+deb12u1", security: true };
  expect(packages).toContainEqual(gcrypt);
  expect(packages.every(({ name, to }) => name !== "" && to !== "")).toBe(true);
});

test("a package that others newly need was not installed before", () => {
  const line = "Inst linux-image-6.1.0-40-amd64 (6.1.153-1 Debian-Security:12/stable-security [amd64])\n";
  const found = { name: "linux-image-6.1.0-40-amd64", from: null, to: "6.1.153-1", security: true };
  expect(aptUpdates(line)).toEqual([found]);
});

test("what dnf lists is joined with what rpm has and what is advised; long names go on in the next line", () => {
  const checked = `
openssl.x86_64                     1:3.0.7-27.el9          baseos
python3-a-name-that-is-longer-than-its-column.noarch
                                   2.1.0-5.el9             appstream
tzdata.noarch                      2025b-1.el9             baseos
Obsoleting Packages
grub2-tools.x86_64                 1:2.06-80.el9           baseos
    grub2-tools.x86_64             1:2.06-70.el9           @System
`;
  const installed = "openssl.x86_64 1:3.0.7-24.el9\ntzdata.noarch (none):2025a-1.el9\n";
  const advised = "RHSA-2024:1234 Important/Sec. openssl-1:3.0.7-27.el9.x86_64\n";
  expect(dnfUpdates(checked, installed, advised)).toEqual([
    { name: "openssl", from: "1:3.0.7-24.el9", to: "1:3.0.7-27.el9", security: true },
    { name: "python3-a-name-that-is-longer-than-its-column", from: null, to: "2.1.0-5.el9", security: false },
    { name: "tzdata", from: "2025a-1.el9", to: "2025b-1.el9", security: false },
  ]);
});

test("this very machine is read without root's rights and without the network", async () => {
  const found = await pendingUpdates();
  const { ID: id, VERSION_ID: version } = osRelease(readFileSync("/etc/os-release", "utf8"));
  expect(found?.os).toEqual({ id, version });
  expect(found?.packages.length).toBe(Math.min(500, found?.total ?? -1));
  expect(found?.listsAt ?? 0).toBeLessThanOrEqual(Date.now());
});
