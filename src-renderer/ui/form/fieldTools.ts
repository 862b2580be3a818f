import { inject, type App, type InjectionKey } from 'vue'

export type IdNumberCheck =
  | { readonly ok: true; readonly birthOn: string; readonly sex: 'male' | 'female' }
  | { readonly ok: false; readonly message: string }

/** What fields need to know of the world, given once by the app. Each may be overridden by a field's own prop. */
export interface FieldTools {
  /** `0305`, `3-5`, `昨天` -> `YYYY-MM-DD`, or undefined if the text names no day. */
  readonly parseDay?: (text: string) => string | undefined
  /** Fen -> the amount in Chinese capitals. */
  readonly amountInWords?: (fen: number) => string
  readonly checkIdNumber?: (idNumber: string) => IdNumberCheck
}

const fieldToolsKey: InjectionKey<FieldTools> = Symbol('fieldTools')

export function provideFieldTools(app: App, tools: FieldTools): void {
  app.provide(fieldToolsKey, tools)
}

export function useFieldTools(): FieldTools {
  return inject(fieldToolsKey, {})
}
