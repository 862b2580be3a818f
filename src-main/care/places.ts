import type { PlaceId } from '../../src-shared/kernel/ids.ts'
import { listPlaces } from '../centre/repo.ts'
import type { CareCtx } from '../ctx/ctx.ts'

/** A place with the grids in it, for a filter of a list; places lie in the other file, so their ids are handed over. */
export const withinPlace = (ctx: CareCtx, placeId: PlaceId | null): string | null =>
  placeId === null
    ? null
    : JSON.stringify([
        placeId,
        ...listPlaces(ctx.db)
          .filter(({ parentId }) => parentId === placeId)
          .map(({ id }) => id),
      ])
