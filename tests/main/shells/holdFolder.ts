// A process for dataFolder.test.ts: takes the folder, says so and stays.
import { claimDataFolder } from '../../../src-main/host/dataFolder.ts'

const claim = claimDataFolder(process.argv[2]!, 'loopback')
process.stdout.write('heldBy' in claim ? `held by ${claim.heldBy?.pid}\n` : 'claimed\n')
if (!('heldBy' in claim)) setInterval(() => {}, 60_000)
