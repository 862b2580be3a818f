import { INTAKE_DESCRIPTIONS } from './intake/describe.ts'
import type { Described, DescribedPayload, Descriptions, NameOf } from './kernel/describe.ts'
import { LINKAGE_DESCRIPTIONS } from './linkage/describe.ts'
import { MEDIATION_DESCRIPTIONS } from './mediation/describe.ts'
import { PETITION_DESCRIPTIONS } from './petition/describe.ts'

/** The events of every topic in words. A topic adds its own list here. */
const DESCRIPTIONS: Descriptions = {
  ...INTAKE_DESCRIPTIONS,
  ...LINKAGE_DESCRIPTIONS,
  ...MEDIATION_DESCRIPTIONS,
  ...PETITION_DESCRIPTIONS,
}

/** Chinese title and text of an event; an unknown kind shows itself, so that nothing is hidden. */
export function describeEvent(kind: string, payload: unknown, nameOf: NameOf): Described {
  const describe = DESCRIPTIONS[kind]
  return describe ? describe((payload ?? {}) as DescribedPayload, nameOf) : { title: kind, text: '' }
}
