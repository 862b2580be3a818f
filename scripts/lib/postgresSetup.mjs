import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { isRoot } from './browser.mjs'
import { isDebian } from './browserSetup.mjs'
import { say } from './paths.mjs'
import { findPostgres } from './postgres.mjs'
import { run } from './run.mjs'

const NO_CLUSTER = '/etc/postgresql-common/createcluster.conf'

/**
 * What the district's tests need to run against a real PostgreSQL: on Debian as root it is installed, without a server of
 * its own. Where it is not, those tests are skipped with their reason, and PGlite's run all the same.
 */
export async function ensureTestPostgres() {
  if (findPostgres()) return
  if (isDebian() && isRoot()) {
    say('正在安装测试所需的 PostgreSQL……')
    if (!existsSync(NO_CLUSTER)) {
      mkdirSync(dirname(NO_CLUSTER), { recursive: true })
      writeFileSync(NO_CLUSTER, 'create_main_cluster = false\n')
    }
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    const keep = ['-o', 'Dpkg::Options::=--force-confold']
    await run('apt-get', ['update', '-q'], { env })
    await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...keep, 'postgresql'], { env })
  }
  if (!findPostgres())
    say('本机没有 PostgreSQL 14 或更新版本（也可用环境变量 ONEWINDOW_POSTGRES 指明程序文件夹），相关测试将跳过')
}
