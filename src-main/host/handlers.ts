import type { Method } from '../../src-shared/contract.ts'
import { settingsHandlers } from '../centre/settings.ts'
import { codeTableHandlers } from '../centre/codeTables.ts'
import { holidayHandlers } from '../centre/holidays.ts'
import { placeHandlers } from '../centre/places.ts'
import { assessmentHandlers } from '../assessment/handlers.ts'
import { auditHandlers } from '../audit/auditHandlers.ts'
import { careHandlers } from '../care/handlers.ts'
import { directiveHandlers } from '../directive/handlers.ts'
import { dutyHandlers } from '../duty/handlers.ts'
import { draftHandlers } from '../draft/draftHandlers.ts'
import { gridHandlers } from '../grid/handlers.ts'
import { intakeHandlers } from '../intake/handlers.ts'
import { jointHandlers } from '../joint/handlers.ts'
import { ledgerHandlers } from '../ledger/handlers.ts'
import { linkageHandlers } from '../linkage/handlers.ts'
import { mediationHandlers } from '../mediation/handlers.ts'
import { petitionHandlers } from '../petition/handlers.ts'
import { paperHandlers } from '../documents/paperHandlers.ts'
import { searchHandlers } from '../search/find.ts'
import { todayHandlers } from '../today/todayHandlers.ts'
import { volunteerHandlers } from '../volunteer/handlers.ts'
import { accountHandlers, type HostHandlers } from './accountHandlers.ts'
import { backupHandlers } from './backupHandlers.ts'
import { careKeyHandlers } from './careKeyHandlers.ts'
import type { CoreState } from './coreState.ts'
import { setUpHandlers } from './setUp.ts'
import { syncHandlers } from './syncHandlers.ts'

const topicHandlers = {
  ...assessmentHandlers,
  ...auditHandlers,
  ...careHandlers,
  ...codeTableHandlers,
  ...directiveHandlers,
  ...draftHandlers,
  ...dutyHandlers,
  ...gridHandlers,
  ...holidayHandlers,
  ...intakeHandlers,
  ...jointHandlers,
  ...ledgerHandlers,
  ...linkageHandlers,
  ...mediationHandlers,
  ...paperHandlers,
  ...petitionHandlers,
  ...placeHandlers,
  ...searchHandlers,
  ...settingsHandlers,
  ...todayHandlers,
  ...volunteerHandlers,
}

const byCore = new WeakMap<CoreState, HostHandlers<Method>>()

/** Every procedure of the contract; one that is missing does not compile. */
export function allHandlers(core: CoreState): HostHandlers<Method> {
  let handlers = byCore.get(core)
  if (!handlers) byCore.set(core, (handlers = build(core)))
  return handlers
}

function build(core: CoreState): HostHandlers<Method> {
  return {
    ...topicHandlers,
    ...accountHandlers(core),
    ...backupHandlers(core),
    ...careKeyHandlers(core),
    ...setUpHandlers(core),
    ...syncHandlers(core),
    'jobs.progress': (_ctx, { jobId }) => core.services.progressOf(jobId),
    'jobs.cancel': (_ctx, { jobId }) => {
      core.services.cancel(jobId)
      return {}
    },
  }
}
