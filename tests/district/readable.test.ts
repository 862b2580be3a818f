import { expect, it } from 'vitest'
import { onStores } from './support/onStores.ts'

onStores('looking into a row', (given) => {
  it('is not stopped by characters that PostgreSQL cannot hold, and changes no others', async () => {
    const odd = 'a\u0000b\ud83dc \\u0000 \\\u0000 \\\\ud83d 😀 "漏水"\n'
    const data = JSON.stringify({ summary: odd, place_id: 'p1', plain: 'x\\u0000y' })
    const [row] = await given.db.outsideStreets((sql) =>
      sql(
        `SELECT readable($1)->>'place_id' AS place, readable($1)->>'summary' AS summary, readable($1)->>'plain' AS plain`,
        [data],
      ),
    )
    expect(row).toEqual({ place: 'p1', summary: 'abc \\u0000 \\ \\\\ud83d 😀 "漏水"\n', plain: 'x\\u0000y' })
  })
})
