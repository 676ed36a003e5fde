import { type Command, InvalidArgumentError } from 'commander'
import { inScope } from '../server/platform/database.ts'
import { sealAudit, verifyAudit } from '../server/privacy/index.ts'
import { command, operator, run, type Shared } from './run.ts'

interface VerifyOptions extends Shared {
  head?: { number: number; code: string }
}

export function auditCommand(program: Command): void {
  const audit = program.command('audit').description('the log of who looked at and changed what')
  audit.addCommand(
    command('verify', 'check the log against its chain and seals; ends with code 1 when something does not hold')
      .option('--head <number:code>', 'the head an earlier check told, which the log must still hold', headOf)
      .action((options: VerifyOptions) =>
        run(options, async program => {
          const actor = await operator(program, options)
          await inScope(program.db, actor, tx => sealAudit(tx, actor))
          const { head, ...found } = await inScope(program.db, actor, tx => verifyAudit(tx, actor, options.head))
          if (!found.intact) process.exitCode = 1
          if (options.json) return { ...found, head }
          for (const { kind, number, at, entryId } of found.findings) {
            console.error([kind, number ?? '–', at ?? '', entryId ?? ''].join('  '))
          }
          return { ...found, findings: found.findings.length, head: head ? `${head.number}:${head.code}` : '–' }
        }),
      ),
  )
}

function headOf(text: string): { number: number; code: string } {
  const match = /^(\d+):([0-9a-f]{64})$/.exec(text)
  if (!match) throw new InvalidArgumentError('It is the number and the code of a head, as an earlier check told it.')
  return { number: Number(match[1]), code: match[2]! }
}
