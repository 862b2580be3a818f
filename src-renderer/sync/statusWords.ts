import { formatChinaTime } from '../../src-shared/kernel/day.ts'
import type { RecordState, SyncProgress, SyncStatus } from '../../src-shared/sync/schema.ts'
import type { StatusKind } from '../ui/feedback/statusKind.ts'

export interface Headline {
  kind: StatusKind
  title: string
  text: string
}

export const count = (n: number): string => n.toLocaleString('zh-CN')

export const PROGRESS_TITLES: Readonly<Record<SyncProgress['what'], string>> = {
  stamping: '正在给本机原有的记录做标记',
  sending: '正在送出本机的记录',
  receiving: '正在接收其他座席和区里的记录',
  snapshot: '第一次同步，正在接收全街道的记录',
  folding: '正在整理收到的事项',
  files: '正在送出文书文件',
}

/** Where sync stands in one sentence. "All synced" is said only when both sides' counts and sums agreed with nothing waiting. */
export function headline(status: SyncStatus): Headline {
  const { rows, progress, problem } = status
  const left = rows.waiting + rows.flying
  if (status.isPaused)
    return {
      kind: 'warn',
      title: '同步已暂停',
      text:
        left > 0
          ? `录入照常保存在本机，有 ${count(left)} 条等着送；恢复后自动补送。`
          : '录入照常保存在本机，恢复后自动补送。',
    }
  if (progress) return { kind: 'info', title: PROGRESS_TITLES[progress.what], text: '可以照常办事，不用等。' }
  if (problem) return { kind: 'warn', title: '上次没有同步成', text: problem }
  if (status.isAllSynced)
    return {
      kind: 'ok',
      title: '全部已同步',
      text: `本机与区里的条数和校验都一致${status.agreedAt ? `（${formatChinaTime(status.agreedAt)} 核对）` : ''}。`,
    }
  if (left > 0) return { kind: 'waiting', title: `还有 ${count(left)} 条没有送完`, text: '连上区里后自动送，不用等。' }
  if (status.unsettled > 0)
    return {
      kind: 'waiting',
      title: `还有 ${count(status.unsettled)} 件收到的事项等着整理`,
      text: '整理完就能看到，不用等。',
    }
  if (status.cursor < status.head)
    return {
      kind: 'waiting',
      title: `区里还有 ${count(status.head - status.cursor)} 条没有取回`,
      text: '正在取，不用等。',
    }
  return {
    kind: 'waiting',
    title: '等着与区里核对',
    text: '该送的都送了，该取的都取了；两边的条数和校验对上以后才说“全部已同步”。',
  }
}

export interface Share {
  key: 'waiting' | 'flying' | 'accepted' | 'held'
  title: string
  note: string
  n: number
  /** Of the picture's width, in percent; what is there at all is seen. */
  percent: number
}

const LEAST_PERCENT = 2

/** The states that every record here is in, one of each; their numbers add up to all. */
export function sharesOf({ all, waiting, flying, accepted, held }: SyncStatus['rows']): Share[] {
  const shares = [
    { key: 'waiting', title: '只在本机', note: '还没有送出', n: waiting },
    { key: 'flying', title: '已送达', note: '送到了，等区里的回执', n: flying },
    { key: 'accepted', title: '区里已收下', note: '有区里的收件号', n: accepted },
    { key: 'held', title: '密封件', note: '只把加密备份交给区里，别人打不开', n: held },
  ] as const
  const shown = shares.filter(({ n, key }) => n > 0 || key !== 'held')
  const widened = shown.map((share) =>
    share.n === 0 ? 0 : Math.max((share.n / Math.max(all, 1)) * 100, LEAST_PERCENT),
  )
  const sum = widened.reduce((total, width) => total + width, 0) || 1
  return shown.map((share, at) => ({ ...share, percent: ((widened[at] ?? 0) / sum) * 100 }))
}

/** What has become of one matter, for its header; nothing on a seat that joined no street. */
export function recordWords({
  state,
  waiting,
  receipt,
}: RecordState): { kind: StatusKind; text: string; note: string } | undefined {
  switch (state) {
    case 'local':
      return undefined
    case 'here':
      return {
        kind: 'waiting',
        text: receipt === null ? '只在本机' : '有改动只在本机',
        note: `${waiting > 0 ? `这一件还有 ${waiting} 条记录` : '这一件'}只保存在这台电脑上，连上区里后自动送。${receipt === null ? '' : `以前送出的，区里收到第 ${receipt} 号。`}`,
      }
    case 'delivered':
      return { kind: 'waiting', text: '已送达', note: '这一件已经送出，或从其他座席的数据包收到，正等区里的回执。' }
    case 'accepted':
      return {
        kind: 'ok',
        text: receipt === null ? '区里已收下' : `区里已收下 第 ${receipt} 号`,
        note: '这一件的全部记录区里都收下了。这个号是区里最后一次收件的号；区里“街道与座席”页上，本街道的“记录编到”不小于它，就是收到了。',
      }
    case 'held':
      return {
        kind: 'info',
        text: '密封件',
        note: '这一件只保存在这台电脑上。交给区里的只有加密备份，区里和其他座席都打不开、看不到。',
      }
  }
}
