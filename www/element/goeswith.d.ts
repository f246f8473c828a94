/** What wasm-bindgen makes of src/browser: the widget's wasm surface. */

export default function init(options: {
  module_or_path: URL;
}): Promise<unknown>;

export class Assistant {
  constructor(
    model: Uint8Array,
    messages: string,
    locale: string,
    browser: {
      now(): number;
      nextMidnight(): number;
      month(): number;
      hour(): number;
      device(): string;
      language(): string;
      fail(error: unknown): void;
      objects(): boolean;
      download(data: unknown): void;
      chooseFile(): void;
      keepFocus(): void;
      window: Window;
    },
  );
  mount(host: HTMLElement, placement: string, max: number): Mounted | undefined;
  setCart(skus: string[]): void;
  setSoldOut(skus: string[]): void;
  setFreeDelivery(hundredths: number): void;
  view(sku: string): void;
  search(query: string): void;
  ordered(skus: string[]): void;
  paying(isPaying: boolean): void;
  tell(isWanted: boolean): void;
  ignore(signals: string[]): void;
  consent(mode: string): void;
  restored(): void;
  open(): void;
  import(choices: string, memory: string): void;
  settled(sku: string, isDone?: boolean): void;
  export(): unknown;
  inspect(): unknown;
  erase(): void;
}

export class Mounted {
  seen(): void;
  free(): void;
}
