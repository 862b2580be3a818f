import { inject, type InjectionKey } from 'vue'

/** What the form knows of one field inside it. */
export interface FieldHandle {
  readonly name: string
  readonly label: string
  readonly element: () => HTMLElement | undefined
  readonly isDirty: () => boolean
  /** Takes the present value as the saved one. */
  readonly markSaved: () => void
  readonly toggleHelp: () => void
  /** Reads the text as leaving the field would; returns what cannot be read, or ''. */
  readonly settle: () => string
  /** Takes the previous record's value; false if it is of the wrong kind. */
  readonly take: (value: unknown) => boolean
}

export interface FormContext {
  readonly add: (field: FieldHandle) => () => void
  readonly errorOf: (name: string) => string | undefined
  /** Goes to the control after this one, as Enter does. */
  readonly focusNext: (from: HTMLElement) => void
}

export const formContextKey: InjectionKey<FormContext> = Symbol('formContext')

export function useFormContext(): FormContext | undefined {
  return inject(formContextKey, undefined)
}
