import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Files that take longer than any other; begun last, one of them would keep one processor busy and the rest waiting. */
const LONG = [
  'sync/simulator',
  'main/crash',
  'sync/mutants',
  'district/bulk',
  'district/process',
  'main/shells/process',
  'main/counters',
]

const rank = ({ moduleId }: TestSpecification): number => {
  const at = LONG.findIndex((name) => moduleId.endsWith(`/tests/${name}.test.ts`))
  return at === -1 ? LONG.length : at
}

/** A fresh clone does not know how long a file took the last time. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b))
  }
}
