import { Command } from 'commander'
import { StartupError } from '../server/platform/startup-error.ts'
import { auditCommand } from './audit.ts'
import { backupCommand } from './backup.ts'
import { doctorCommand } from './doctor.ts'
import { holidaysCommand } from './holidays.ts'
import { importCommand } from './import.ts'
import { keysCommand } from './keys.ts'
import { planCommand } from './plan.ts'
import { restoreCommand } from './restore.ts'
import { staffCommand } from './staff.ts'
import { statusCommand } from './status.ts'
import { todayCommand } from './today.ts'
import { watchCommand } from './watch.ts'

const program = new Command('huifang')
  .description('回访 customer follow-up, from a terminal. Works beside a running server or alone.')
  .showHelpAfterError()

statusCommand(program)
importCommand(program)
watchCommand(program)
planCommand(program)
todayCommand(program)
keysCommand(program)
staffCommand(program)
holidaysCommand(program)
auditCommand(program)
backupCommand(program)
restoreCommand(program)
doctorCommand(program)

program.parseAsync().catch(error => {
  console.error(error instanceof StartupError ? error.message : error)
  process.exit(1)
})
