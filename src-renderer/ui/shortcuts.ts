import { onScopeDispose, toValue, type MaybeRefOrGetter } from 'vue'
import { installImeGuard, isImeKey } from './imeGuard.ts'
import { keysOf } from './keysOf.ts'

/** The keys that mean the same on every page. */
export const KEYS = {
  save: 'Ctrl+Enter',
  keepDraft: 'Ctrl+S',
  palette: 'Ctrl+K',
  help: 'F1',
  repeat: 'F4',
  sheet: 'Ctrl+/',
  close: 'Esc',
} as const

export interface Shortcut {
  /** Such as `Ctrl+Enter`, `Alt+N`, `F4`, `Esc`. */
  readonly keys: string
  /** What it does, for the sheet of shortcuts. */
  readonly label: string
  readonly run: (event: KeyboardEvent) => void
  /** Not offered, and the key left alone, while this is false. */
  readonly when?: () => boolean
}

interface Layer {
  readonly shortcuts: () => readonly Shortcut[]
  readonly title: string
  /** A dialog: layers below it do not see keys. */
  readonly modal: boolean
}

const layers: Layer[] = []

/** Adds shortcuts until `dispose`; the latest layer wins. */
export function addShortcuts(
  shortcuts: MaybeRefOrGetter<readonly Shortcut[]>,
  options: { title?: string; modal?: boolean } = {},
): () => void {
  listen()
  const layer: Layer = {
    shortcuts: () => toValue(shortcuts),
    title: options.title ?? '',
    modal: options.modal ?? false,
  }
  layers.push(layer)
  return () => {
    const index = layers.indexOf(layer)
    if (index >= 0) layers.splice(index, 1)
  }
}

/** Adds shortcuts for as long as the calling component (or effect scope) lives. */
export function useShortcuts(
  shortcuts: MaybeRefOrGetter<readonly Shortcut[]>,
  options: { title?: string; modal?: boolean } = {},
): void {
  onScopeDispose(addShortcuts(shortcuts, options))
}

export interface ShortcutGroup {
  readonly title: string
  readonly shortcuts: readonly Shortcut[]
}

/** What the keys do right now, nearest first; a key taken by a nearer layer is not listed again. */
export function listActiveShortcuts(): readonly ShortcutGroup[] {
  const taken = new Set<string>()
  const groups: ShortcutGroup[] = []
  for (const layer of visibleLayers()) {
    const shortcuts = layer.shortcuts().filter(({ keys, when }) => !taken.has(keys) && (when?.() ?? true))
    for (const { keys } of shortcuts) taken.add(keys)
    if (shortcuts.length > 0) groups.push({ title: layer.title, shortcuts })
  }
  return groups
}

function visibleLayers(): Layer[] {
  const nearestFirst = [...layers].reverse()
  const modal = nearestFirst.findIndex((layer) => layer.modal)
  return modal < 0 ? nearestFirst : nearestFirst.slice(0, modal + 1)
}

function onKeydown(event: KeyboardEvent): void {
  if (event.defaultPrevented || isImeKey(event)) return
  const keys = keysOf(event)
  for (const layer of visibleLayers()) {
    const shortcut = layer.shortcuts().find((each) => each.keys === keys && (each.when?.() ?? true))
    if (!shortcut) continue
    event.preventDefault()
    if (!event.repeat || keys === KEYS.repeat) shortcut.run(event)
    return
  }
  // Harmless even where no page took them: never the browser's own save page, help or search box.
  if (keys === KEYS.keepDraft || keys === KEYS.help || keys === KEYS.palette) event.preventDefault()
}

let listening = false
function listen(): void {
  if (listening || typeof window === 'undefined') return
  listening = true
  installImeGuard()
  window.addEventListener('keydown', onKeydown)
}
