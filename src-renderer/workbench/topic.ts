import type { z } from 'zod'
import type { DeadlineView } from '../../src-shared/intake/schema.ts'
import type { Day } from '../../src-shared/kernel/day.ts'
import type { MatterId } from '../../src-shared/kernel/ids.ts'
import type { Role } from '../../src-shared/kernel/roles.ts'
import type { MediationView } from '../../src-shared/mediation/schema.ts'
import type { Topic } from '../../src-shared/topic.ts'

/** What every topic's view holds: the matter, the check-up of its dossier, its papers in order. */
export type TopicView = Pick<MediationView, 'matter' | 'dossier' | 'papers'>

/** What the workbench must know of a topic; one constant each (`mediationTopic`, `petitionTopic`). */
export interface WorkbenchTopic<V extends TopicView = TopicView> {
  /** The prefix of the topic's procedures, events and drafts. */
  readonly name: Topic
  read(matterId: MatterId): Promise<V>
  /** Sends an act's payload on the version that the user saw. */
  send(act: string, input: { matterId: MatterId; version: number; act: unknown }): Promise<{ version: number }>
  /** What an act's payload must be. */
  schemaOf(act: string): z.ZodType
  rolesOf(act: string): readonly Role[]
  /** Title of the form. */
  titleOf(act: string): string
  /** What stands on the button that opens it. */
  buttonOf(act: string): string
  /** A name that has a form here: an act, or a form of the topic's own. */
  hasForm(name: string): boolean
  /** Reasons that the record does not hold, for forms that are no acts; undefined where the record decides. */
  whyNotOwn?(act: string, view: V | undefined): string | undefined
  whatIfExtended(
    matterId: MatterId,
    deadline: DeadlineView,
    amount: number,
  ): Promise<{ dueOn: Day; steps: readonly string[] }>
  /** Payload of an extension of that clock. */
  extensionOf(deadline: DeadlineView): Record<string, string>
}
