import { AppError } from '../../../src-shared/kernel/errors.ts'
import { AnswerContent, TasksContent, type SealedHeader } from '../../../src-shared/linkage/sealedPackage.ts'
import type { Ctx } from '../../ctx/ctx.ts'
import { openSealed } from '../../store/seatKeys.ts'
import { findSeatKey } from './sealedRepo.ts'

/** An opened file: what it is and by whose key; still to be judged by who takes it in. */
export type Opened =
  | { kind: 'tasks'; header: SealedHeader; content: TasksContent }
  | { kind: 'answer'; header: SealedHeader; content: AnswerContent }

/** @throws AppError 'invalid' that says what is wrong with the file, 'not_allowed' for practice data in a real centre */
export async function openUnitFile(ctx: Pick<Ctx, 'db' | 'isPractice'>, base64: string): Promise<Opened> {
  const { header, content } = await openSealed(findSeatKey(ctx.db), Buffer.from(base64, 'base64'))
  const opened = read(header, content)
  if (!opened) throw new AppError('invalid', '这个文件的内容不完整，没有收下。请对方更新程序后重新做一份')
  if (opened.content.isPractice !== ctx.isPractice)
    throw new AppError(
      'not_allowed',
      ctx.isPractice ? '这是正式的文件，练习数据里不能收' : '这是练习数据里做的文件，正式数据里不能收',
    )
  return opened
}

function read(header: SealedHeader, content: unknown): Opened | undefined {
  if (header.kind === 'tasks') {
    const tasks = TasksContent.safeParse(content).data
    return tasks && { kind: 'tasks', header, content: tasks }
  }
  const answer = AnswerContent.safeParse(content).data
  return answer && { kind: 'answer', header, content: answer }
}
