import { computed, onBeforeUnmount, onMounted, ref, shallowRef, useId, type ComputedRef, type Ref } from 'vue'
import { useFormContext } from './formContext.ts'
import type { FieldProps } from './fieldProps.ts'

export interface FieldState {
  readonly id: string
  readonly hintId: string
  readonly messageId: string
  readonly helpId: string
  /** The error to show: the field's own finding first, then the prop, then the form's. */
  readonly error: ComputedRef<string>
  /** What the field itself found wrong with the text; empty if nothing. */
  readonly ownError: Ref<string>
  readonly isDirty: ComputedRef<boolean>
  readonly isHelpOpen: Ref<boolean>
  readonly control: Readonly<Ref<HTMLElement | undefined>>
  /** Template ref of the control: the element itself, or a LineInput. */
  readonly setControl: (target: unknown) => void
  /** Attributes for the control: id, names and states for screen readers. */
  readonly controlAttrs: ComputedRef<Record<string, unknown>>
}

/** The part that all fields share: ids, error, help, unsaved marker, membership of the form. */
export function useField<T>(
  props: FieldProps,
  model: Ref<T>,
  isSameKind: (value: unknown) => value is T,
  settle?: () => void,
): FieldState {
  const form = useFormContext()
  const id = useId()
  const ownError = ref('')
  const isHelpOpen = ref(false)
  const target = shallowRef<unknown>()
  // Worked out when asked: Vue sets a function ref before the LineInput inside has its own element.
  const control = computed(() => {
    const held = target.value
    const inner = held && typeof held === 'object' && 'element' in held ? held.element : held
    return inner instanceof HTMLElement ? inner : undefined
  })
  const saved = ref(serialize(model.value))
  const error = computed(() => ownError.value || props.error || (props.name ? form?.errorOf(props.name) : '') || '')
  const isDirty = computed(() => serialize(model.value) !== saved.value)
  const controlAttrs = computed(() => ({
    id,
    name: props.name,
    'data-field-control': '',
    'aria-required': props.required || undefined,
    'aria-invalid': error.value ? 'true' : undefined,
    'aria-describedby': [`${id}-message`, `${id}-hint`, isHelpOpen.value ? `${id}-help` : ''].filter(Boolean).join(' '),
    autocomplete: 'off',
    spellcheck: 'false',
  }))

  let leave: (() => void) | undefined
  onMounted(() => {
    leave = form?.add({
      name: props.name ?? id,
      label: props.label,
      element: () => control.value,
      isDirty: () => isDirty.value,
      markSaved: () => (saved.value = serialize(model.value)),
      settle() {
        settle?.()
        return ownError.value
      },
      toggleHelp: () => (isHelpOpen.value = !isHelpOpen.value),
      take(value) {
        if (!isSameKind(value) || props.disabled || props.readonly) return false
        model.value = value
        return true
      },
    })
  })
  onBeforeUnmount(() => leave?.())

  const ids = { id, hintId: `${id}-hint`, messageId: `${id}-message`, helpId: `${id}-help` }
  function setControl(held: unknown): void {
    target.value = held
  }
  return { ...ids, setControl, error, ownError, isDirty, isHelpOpen, control, controlAttrs }
}

export function isText(value: unknown): value is string {
  return typeof value === 'string'
}

function serialize(value: unknown): string {
  return JSON.stringify(value ?? null)
}
