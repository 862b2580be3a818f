import { runCommand } from './cli/commands.ts'
import { readConfig, UsageError } from './cli/config.ts'
import { FolderInUse } from './db/folder.ts'

/** The district server's own process: `npm run district [-- command]`. */
try {
  const config = readConfig(process.argv.slice(2), process.env, process.cwd())
  await runCommand(config, (line) => process.stdout.write(`${line}\n`))
} catch (error) {
  if (error instanceof UsageError) process.stderr.write(`${error.message}\n`)
  else if (error instanceof FolderInUse) process.stderr.write('另一个区级服务器正在使用这个数据文件夹\n')
  else throw error
  process.exitCode = 2
}
