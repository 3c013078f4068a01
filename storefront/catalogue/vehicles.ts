import type { VehicleDimension } from "../db/schema/vehicles.ts";
import { parseDimension } from "./dimension.ts";

export interface CarVersion {
  readonly make: string;
  readonly model: string;
  readonly version: string;
  readonly fromYear: number;
  /** Null while it is still made. */
  readonly toYear: number | null;
  readonly dimensions: readonly Omit<VehicleDimension, "vehicleId">[];
}

/**
 * Cars as they are commonly met in France and Spain: make, model, years, versions, and the dimensions they commonly stand
 * on, written by hand. The page asks to compare with the tyre's sidewall: a maker's own list goes before.
 */
const CARS: readonly (readonly [string, string, string, string, string])[] = [
  [
    "Citroën",
    "C3 III",
    "2016-2024",
    "PureTech 83, PureTech 110, BlueHDi 100",
    "185/65 R15 88T, 195/65 R15 91H, 205/55 R16 91V",
  ],
  ["Citroën", "C4 III", "2020-", "PureTech 130, BlueHDi 130", "215/65 R16 98H, 215/60 R17 96H, 195/55 R20 95H"],
  ["Citroën", "C5 Aircross", "2018-", "PureTech 130, Hybrid 225", "225/60 R18 100H, 235/55 R18 100V, 205/55 R19 97V"],
  ["Dacia", "Sandero III", "2021-", "TCe 90, ECO-G 100", "185/65 R15 88T, 195/55 R16 87H"],
  ["Dacia", "Duster II", "2017-2024", "TCe 130, Blue dCi 115", "215/65 R16 98H, 215/60 R17 96H"],
  ["Dacia", "Jogger", "2021-", "TCe 110, Hybrid 140", "195/60 R15 88H, 205/60 R16 92H"],
  ["Fiat", "500", "2007-2024", "1.2 69, Hybrid 70", "165/65 R14 79T, 175/65 R14 82T, 185/55 R15 82V, 195/45 R16 84V"],
  ["Fiat", "Panda III", "2012-", "1.2 69, Hybrid 70", "155/70 R13 75T, 165/65 R14 79T, 165/70 R14 81T"],
  [
    "Ford",
    "Fiesta VII",
    "2017-2023",
    "1.1 75, EcoBoost 100, ST",
    "175/65 R14 82T, 195/60 R15 88H, 195/55 R16 87H, 205/45 R17 88W",
  ],
  ["Ford", "Focus IV", "2018-", "EcoBoost 125, EcoBlue 120", "205/60 R16 92H, 215/50 R17 95W, 235/40 R18 95Y"],
  ["Ford", "Puma", "2019-", "EcoBoost 125 mHEV", "215/55 R17 94V, 215/50 R18 92W, 225/45 R18 95Y"],
  [
    "Hyundai",
    "Tucson IV",
    "2020-",
    "T-GDi 150, Hybrid 230",
    "215/65 R17 99V, 235/50 R18 97V, 235/55 R18 100V, 235/50 R19 103V",
  ],
  ["Kia", "Sportage V", "2021-", "T-GDi 150, Hybrid 230", "215/60 R17 96H, 235/60 R18 103V, 235/55 R18 100V"],
  ["Opel", "Corsa F", "2019-", "1.2 75, 1.2 Turbo 100", "185/65 R15 88T, 195/55 R16 87H, 205/45 R17 88W"],
  ["Opel", "Mokka B", "2020-", "1.2 Turbo 130", "215/65 R16 98H, 215/60 R17 96H, 215/55 R18 99V"],
  ["Peugeot", "208 II", "2019-", "PureTech 75, PureTech 100, e-208", "185/65 R15 88T, 195/55 R16 87H, 205/45 R17 88W"],
  [
    "Peugeot",
    "2008 II",
    "2019-",
    "PureTech 100, PureTech 130, BlueHDi 110",
    "215/65 R16 98H, 215/60 R17 96H, 215/55 R18 99V",
  ],
  [
    "Peugeot",
    "308 III",
    "2021-",
    "PureTech 130, Hybrid 180",
    "195/65 R15 91H, 205/55 R16 91V, 225/45 R17 91Y, 225/40 R18 92Y",
  ],
  ["Peugeot", "3008 II", "2016-2023", "PureTech 130, BlueHDi 130", "215/65 R17 99V, 225/55 R18 98V, 205/55 R19 97V"],
  [
    "Renault",
    "Twingo III",
    "2014-2024",
    "SCe 65, TCe 95",
    "165/65 R15 81T, 185/60 R15 84T, 185/50 R16 81H, 205/45 R16 83V",
  ],
  ["Renault", "Clio IV", "2012-2019", "TCe 90, dCi 90", "185/65 R15 88T, 195/55 R16 87H, 205/45 R17 88W"],
  ["Renault", "Clio V", "2019-", "SCe 65, TCe 90, E-Tech 145", "185/65 R15 88T, 195/55 R16 87H, 205/45 R17 88W"],
  ["Renault", "Captur II", "2019-", "TCe 90, TCe 130, E-Tech 145", "215/65 R16 98H, 215/60 R17 96H, 215/55 R18 99V"],
  [
    "Renault",
    "Mégane IV",
    "2015-2023",
    "TCe 115, Blue dCi 115",
    "195/65 R15 91H, 205/55 R16 91V, 205/50 R17 93W, 225/40 R18 92Y",
  ],
  ["Seat", "Ibiza V", "2017-", "1.0 MPI 80, 1.0 TSI 95", "185/65 R15 88T, 195/55 R16 87H, 215/45 R17 91W"],
  [
    "Seat",
    "León IV",
    "2020-",
    "1.0 TSI 110, 1.5 TSI 130",
    "195/65 R15 91H, 205/55 R16 91V, 225/45 R17 91Y, 225/40 R18 92Y",
  ],
  [
    "Seat",
    "Arona",
    "2017-",
    "1.0 TSI 95, 1.0 TSI 110",
    "185/65 R15 88T, 205/60 R16 92H, 205/55 R17 95V, 215/45 R18 93W",
  ],
  ["Skoda", "Octavia IV", "2020-", "1.5 TSI 150, 2.0 TDI 115", "195/65 R15 91H, 205/60 R16 92H, 225/45 R18 95Y"],
  ["Toyota", "Yaris IV", "2020-", "Hybrid 116, GR", "185/65 R15 88T, 195/55 R16 87H, 205/45 R17 88W, 225/40 R18 92Y"],
  [
    "Toyota",
    "Corolla XII",
    "2019-",
    "Hybrid 122, Hybrid 184",
    "195/65 R15 91H, 205/55 R16 91V, 225/45 R17 91Y, 225/40 R18 92Y",
  ],
  ["Toyota", "RAV4 V", "2019-", "Hybrid 218", "225/65 R17 102H, 225/60 R18 100H, 235/55 R19 105W"],
  ["Volkswagen", "Polo VI", "2017-", "1.0 80, 1.0 TSI 95, GTI", "185/65 R15 88T, 195/55 R16 87H, 215/45 R17 91W"],
  [
    "Volkswagen",
    "Golf VII",
    "2012-2020",
    "1.4 TSI 125, 1.6 TDI 115, GTI",
    "195/65 R15 91H, 205/55 R16 91V, 225/45 R17 91W, 225/40 R18 92Y",
  ],
  [
    "Volkswagen",
    "Golf VIII",
    "2019-",
    "1.5 TSI 130, 2.0 TDI 150, GTI",
    "195/65 R15 91H, 205/55 R16 91V, 225/45 R17 91W, 225/40 R18 92Y",
  ],
  [
    "Volkswagen",
    "Tiguan II",
    "2016-2024",
    "1.5 TSI 150, 2.0 TDI 150",
    "215/65 R17 99V, 235/55 R18 100V, 235/50 R19 99V, 255/40 R20 101W",
  ],
  ["Audi", "A3 8Y", "2020-", "30 TFSI, 35 TDI", "205/55 R16 91V, 225/45 R17 91Y, 225/40 R18 92Y, 235/35 R19 91Y"],
  ["BMW", "Série 1 F40", "2019-2024", "118i, 120d", "205/55 R16 91W, 225/45 R17 91W, 225/40 R18 92Y"],
  ["BMW", "Série 3 G20", "2018-", "320i, 320d, 330e", "225/50 R17 98W, 225/45 R18 95Y, 225/40 R19 93Y"],
  ["Mercedes-Benz", "Classe A W177", "2018-", "A 180, A 200 d", "205/60 R16 92H, 205/55 R17 91W, 225/45 R18 95Y"],
];

/** Every version of every car. */
export const CAR_VERSIONS: readonly CarVersion[] = CARS.flatMap(([make, model, years, versions, dimensions]) => {
  const [from, to] = years.split("-");
  const allowed = dimensions.split(", ").map(allowedDimension);
  return versions.split(", ").map((version) => ({
    make,
    model,
    version,
    fromYear: Number(from),
    toYear: to ? Number(to) : null,
    dimensions: allowed,
  }));
});

function allowedDimension(text: string): Omit<VehicleDimension, "vehicleId"> {
  const dimension = parseDimension(text);
  if (dimension?.loadIndex === undefined || !dimension.speed) throw new Error(`${text} is no whole dimension`);
  return { ...dimension, loadIndex: dimension.loadIndex, speed: dimension.speed };
}
