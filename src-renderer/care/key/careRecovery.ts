import { readonly, shallowRef } from 'vue'

const groups = shallowRef<readonly string[]>([])

/** The groups of a care recovery code that was just made; gone with the page, like those of the centre. */
export const careRecoveryGroups = readonly(groups)

export function showCareRecovery(made: readonly string[]): void {
  groups.value = made
}
export function forgetCareRecovery(): void {
  groups.value = []
}
