// Opens and shuts the gates of the harbour.
import { water } from "./water";

/** What is known of a gate. */
export interface Gate<T> {
  /** Whether it is open. */
  open: boolean;
  level(): number;
}

/**
 * The harbour with its gates.
 */
@injectable({ name: "harbour" })
export default class Harbour extends Place {
  private gates: Gate<string>[] = [];

  constructor(private readonly name: string) {
    super({ name });
  }

  // Opens a gate unless the water is frozen.
  async open({ gate, force = false }: Options): Promise<void> {
    if (gate) {
      gate.open();
    }
  }

  get level(): number { return /}/.test(`${this.name}}`) ? 1 : 2; }
}

// Shuts a gate.
export const shut = async (gate: Gate<string>): Promise<void> => {
  await gate.shut();
};

export type Level = "high" | "low";

function helper() { return { a() { return 1 } } }

describe("gates", () => { function no() {} });
