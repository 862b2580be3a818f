import type { InputOf, OutputOf } from '../../src-shared/contract.ts'
import type { MatterRow } from '../../src-shared/intake/schema.ts'
import { call } from '../api/call.ts'
import { usePagedRows, type PagedRows } from '../api/usePagedRows.ts'

const PAGE = 200
type Asked = Pick<InputOf<'matters.list'>, 'filter' | 'order'>
type Cursor = NonNullable<OutputOf<'matters.list'>['next']>

/** The matters of a filter in an order, read page by page. */
export function useMatterRows(): PagedRows<Asked, MatterRow> {
  return usePagedRows<Asked, MatterRow, Cursor>(PAGE, async ({ filter, order }, after) => {
    const [counted, page] = await Promise.all([
      after === null ? call('matters.count', { filter }) : undefined,
      call('matters.list', { filter, order, limit: PAGE, after }),
    ])
    return { ...page, ...counted }
  })
}
