import { listBranches, listStaff } from '../../server/people/contract.ts'
import { listTeams } from '../../server/people/team-contract.ts'
import { useAsk } from '../kit/ask.ts'
import { useMay } from '../kit/me.ts'

const WORK: readonly string[] = ['agent', 'supervisor', 'owner', 'partner-agent']

/** The people, teams and branches a supervisor gives work to, as choices; empty without the permission to see them. */
export function usePeople(when = true) {
  const may = useMay('people.read')
  const asked = { when: when && may }
  const staff = useAsk(listStaff, {}, asked).data?.items ?? []
  const teams = useAsk(listTeams, {}, asked).data?.items ?? []
  const branches = useAsk(listBranches, {}, asked).data?.items ?? []
  const asOptions = (rows: readonly { id: string; name: string }[]) =>
    rows.map(({ id, name }) => ({ value: id, label: name }))
  return {
    workers: asOptions(staff.filter(one => !one.deactivatedAt && one.roles.some(role => WORK.includes(role)))),
    teams: asOptions(teams),
    branches: asOptions(branches),
  }
}
