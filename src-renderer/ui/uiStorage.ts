import { inject, type App, type InjectionKey } from 'vue'

/** Where the kit keeps a user's habits (column widths, theme, phrases). Small texts, read synchronously. */
export interface UiStorage {
  read(key: string): string | undefined
  write(key: string, value: string): void
}

const uiStorageKey: InjectionKey<UiStorage> = Symbol('uiStorage')
const fallback = memoryStorage()

/** Gives every component of the app one storage; without it habits last until the window closes. */
export function provideUiStorage(app: App, storage: UiStorage): void {
  app.provide(uiStorageKey, storage)
}

export function useUiStorage(): UiStorage {
  return inject(uiStorageKey, fallback)
}

export function memoryStorage(): UiStorage {
  const values = new Map<string, string>()
  return { read: (key) => values.get(key), write: (key, value) => void values.set(key, value) }
}

/** Keeps values in the browser's own storage; where that is full or forbidden they are simply not remembered. */
export function browserStorage(prefix: string): UiStorage {
  return {
    read(key) {
      try {
        return localStorage.getItem(prefix + key) ?? undefined
      } catch {
        return undefined
      }
    },
    write(key, value) {
      try {
        localStorage.setItem(prefix + key, value)
      } catch {
        // a habit that cannot be kept is no reason to interrupt anybody
      }
    },
  }
}

/** A stored JSON value, or `otherwise` if there is none or it is damaged. */
export function readJson<T>(storage: UiStorage, key: string, otherwise: T): T {
  const text = storage.read(key)
  if (text === undefined) return otherwise
  try {
    return JSON.parse(text) as T
  } catch {
    return otherwise
  }
}
