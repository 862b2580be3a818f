import type { Handlers } from '../ctx/ctx.ts'
import { actHandlers } from './acts.ts'
import { clientHandlers } from './clients.ts'
import { configureHandlers } from './configure.ts'
import { draftHandlers } from './drafts.ts'
import { dueHandlers } from './dueHandlers.ts'
import { ledgerHandlers } from './ledgerHandlers.ts'
import { occasionHandlers } from './occasions.ts'
import { officeHandlers } from './office.ts'
import { paperHandlers } from './papers.ts'
import { photoHandlers } from './photos.ts'
import { purgeHandlers } from './purge.ts'
import { sealHandlers } from './seal.ts'
import { visitHandlers } from './visits.ts'

export const careHandlers = {
  ...actHandlers,
  ...clientHandlers,
  ...configureHandlers,
  ...draftHandlers,
  ...dueHandlers,
  ...ledgerHandlers,
  ...occasionHandlers,
  ...officeHandlers,
  ...paperHandlers,
  ...photoHandlers,
  ...purgeHandlers,
  ...sealHandlers,
  ...visitHandlers,
} satisfies Partial<Handlers>
