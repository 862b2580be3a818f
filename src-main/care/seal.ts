import { wasJuvenile } from '../../src-shared/care/project.ts'
import { maskName } from '../../src-shared/intake/mask.ts'
import type { Handlers } from '../ctx/ctx.ts'
import { numberOf } from './number.ts'
import { getClient } from './record.ts'
import { groupTitle } from './view.ts'

/** What sealing will destroy, in figures: nobody's name has to be shown for it. */
export const sealHandlers = {
  'care.previewSeal': (ctx, { clientId }) => {
    const { state } = getClient(ctx, clientId)
    const { person, enrolments, assigned } = state
    const open = { promises: state.promises, responses: state.responses }
    return {
      clientId,
      number: numberOf(clientId),
      name: maskName(person?.name ?? ''),
      workerName: assigned?.workerName ?? '',
      wasJuvenile: person?.birthOn ? enrolments.some(({ startOn }) => wasJuvenile(person.birthOn, startOn)) : null,
      enrolments: enrolments.map(({ group, startOn, closed }) => ({
        title: groupTitle(ctx)(group),
        startOn,
        closedOn: closed?.on ?? null,
      })),
      counts: {
        visits: state.visits.length,
        photos: state.photos.length,
        papers: state.papers.length,
        openPromises: open.promises.filter(({ kept, dropped }) => !kept && !dropped).length,
        openResponses: open.responses.filter(({ answered }) => !answered).length,
      },
    }
  },
} satisfies Partial<Handlers>
