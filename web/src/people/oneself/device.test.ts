/** Devices by the names that people know. */
import { expect, test } from "vitest";
import { deviceOf } from "./device";

test("a browser is told apart from those whose names it borrows", () => {
  const chrome = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/150.0 Safari/537.36";

  expect(deviceOf(chrome)).toBe("Chrome, Windows");
  expect(deviceOf(`${chrome} Edg/150.0`)).toBe("Edge, Windows");
  expect(deviceOf(`${chrome} YaBrowser/26.1`)).toBe("Yandex, Windows");
  expect(deviceOf("Mozilla/5.0 (iPhone; CPU iPhone OS 19) Version/19 Safari/604")).toBe(
    "Safari, iPhone",
  );
  expect(deviceOf("curl/8.0")).toBe("curl/8.0");
});
