import { eq } from "drizzle-orm";

import type { ShopDatabase } from "../db/client.ts";
import { remembered } from "../db/remembered.ts";
import {
  type Product,
  products,
  type Vehicle,
  type VehicleDimension,
  vehicleDimensions,
  vehicles,
} from "../db/schema/index.ts";
import { dimensionText } from "./dimension.ts";
import { folded } from "./slug.ts";

/** A product as search reads it. */
export interface Item extends Product {
  /** Brand, model and dimension, folded, for full text. */
  readonly text: string;
}

export interface Car extends Vehicle {
  readonly dimensions: readonly VehicleDimension[];
}

export interface Shelf {
  /** Visible ones. */
  readonly items: readonly Item[];
  readonly cars: readonly Car[];
}

/**
 * The visible catalogue in memory: searches and counts over some 3,000 tyres take a millisecond there, and the database
 * keeps its time for orders. Stock on lists may be some seconds old; the product's page and the order read the row.
 */
export function shelfReader(db: ShopDatabase, clock: () => number = Date.now): () => Promise<Shelf> {
  return remembered(() => readShelf(db), clock);
}

async function readShelf(db: ShopDatabase): Promise<Shelf> {
  const [visible, cars, dimensions] = await Promise.all([
    db.select().from(products).where(eq(products.hidden, false)),
    db.select().from(vehicles),
    db.select().from(vehicleDimensions),
  ]);
  const byVehicle = new Map<number, VehicleDimension[]>();
  for (const dimension of dimensions) {
    const others = byVehicle.get(dimension.vehicleId);
    if (others) others.push(dimension);
    else byVehicle.set(dimension.vehicleId, [dimension]);
  }
  return {
    items: visible.map((product) => ({
      ...product,
      text: ` ${folded(`${product.brand} ${product.model} ${dimensionText(product)}`)}`,
    })),
    cars: cars.map((car) => ({ ...car, dimensions: byVehicle.get(car.id) ?? [] })),
  };
}
