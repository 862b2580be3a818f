import type { InputOf } from '../../src-shared/contract.ts'
import type { RowId } from '../../src-shared/kernel/ids.ts'
import type { TestCore } from './testCore.ts'

type Call = ReturnType<TestCore['as']>
type Post = InputOf<'duty.savePost'>['post']
type Person = InputOf<'duty.savePerson'>['person']

/** A post that is manned by one person by day. */
export const addPost = async (call: Call, code: string, more: Partial<Post> = {}): Promise<RowId> =>
  (await call('duty.savePost', { post: { code, name: `示例岗${code}`, minPeople: 1, shifts: ['01'], ...more } })).id

/** Somebody made up. */
export const addPerson = async (call: Call, name: string, more: Partial<Person> = {}): Promise<RowId> =>
  (await call('duty.savePerson', { person: { name, category: '01', ...more } })).id

/** Puts people on one post in one shift of one day where nobody was. */
export const putOn = (call: Call, postId: RowId, on: string, shift: string, people: RowId[], seen: RowId[] = []) =>
  call('duty.setCells', { cells: [{ postId, on: on as never, shift, people, leader: '', seen }] })
