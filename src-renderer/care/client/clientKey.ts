import { inject, provide, type ComputedRef, type InjectionKey } from 'vue'
import type { SimpleActName } from '../../../src-shared/care/inputs.ts'
import type { ClientView } from './careAct.ts'

/** What the panels of a client's page share. */
export interface ClientPage {
  readonly view: ComputedRef<ClientView>
  /** Opens the form of an act; says why where it cannot be done on what is shown. */
  open(act: SimpleActName, ref?: string): void
  /** Makes a paper and shows it. */
  makePaper(kind: string, ref?: string, withPhotos?: boolean): Promise<void>
}
const clientKey: InjectionKey<ClientPage> = Symbol('care client')

export function provideClient(page: ClientPage): void {
  provide(clientKey, page)
}
export function useClient(): ClientPage {
  const found = inject(clientKey)
  if (!found) throw new Error('Not on the page of a client')
  return found
}
