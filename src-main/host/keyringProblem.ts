import { AppError } from '../../src-shared/kernel/errors.ts'
import { hasKeyring, readKeyring } from '../store/keyring.ts'
import type { CoreState } from './coreState.ts'

/** A damaged keyring is told at start; the store itself speaks up at log-in. */
export function findKeyringProblem(dataDir: string): CoreState['problem'] {
  if (!hasKeyring(dataDir)) return undefined
  try {
    readKeyring(dataDir)
    return undefined
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return {
      title: '钥匙文件读不出来',
      text: `${error.message}。数据文件没有改动。请从备份文件夹取回 keyring.json 放到数据文件夹，再重新打开程序；或联系区里的技术支持。`,
    }
  }
}
