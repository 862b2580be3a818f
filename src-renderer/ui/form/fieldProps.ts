/** The props that every field of the kit shares. */
export interface FieldProps {
  label: string
  /** The key under which the form finds the field's error and its previous value. */
  name?: string
  /** One short line that is always shown. */
  hint?: string
  /** Longer help, shown on F1. */
  help?: string
  /** Why the value cannot be taken, in Chinese. The form's `errors[name]` counts as well. */
  error?: string
  /** Something to look at that does not stop the user. */
  warning?: string
  required?: boolean
  disabled?: boolean
  readonly?: boolean
  placeholder?: string
  /** Columns of the form's grid that the field takes; `full` for all. */
  span?: 1 | 2 | 3 | 4 | 'full'
}
