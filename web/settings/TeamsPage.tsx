import { useState } from 'react'
import { listCalendars } from '../../server/calendars/contract.ts'
import { listBranches, listStaff } from '../../server/people/contract.ts'
import { addTeam, listTeams } from '../../server/people/team-contract.ts'
import { useAsk, useList } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { Empty } from '../kit/Empty.tsx'
import { useMe } from '../kit/me.ts'
import { Page } from '../kit/Page.tsx'
import { Table } from '../kit/Table.tsx'
import { useT } from '../kit/words.ts'
import { EditTeam, type TeamFields } from './EditTeam.tsx'
import { type Team, useTeamColumns } from './team-columns.tsx'

/** The teams that campaigns are given to: who is in them, who leads them, what they are good at and when they work. */
export function TeamsPage() {
  const t = useT()
  const [editing, setEditing] = useState<Team | 'new' | null>(null)
  const close = () => setEditing(null)
  const asked = useList(listTeams)
  const branches = useAsk(listBranches).data?.items ?? []
  // A team without the names of its members says nothing.
  const list = useAsk(listStaff).isPending ? { ...asked, rows: undefined } : asked
  const isMine = (team: Team) => branches.some(({ id }) => id === team.branchId)
  const initial = useInitial()
  const add = (
    <Button type="primary" needs={addTeam} onClick={() => setEditing('new')}>
      {t('settings.add-team')}
    </Button>
  )
  return (
    <Page title={t('settings.teams')} hint={t('settings.teams-hint')} action={list.rows?.length !== 0 && add}>
      <Table
        label={t('settings.teams')}
        list={list}
        rowKey={row => row.id}
        onOpen={row => isMine(row) && setEditing(row)}
        openKey={editing !== 'new' ? (editing?.id ?? null) : null}
        columns={useTeamColumns()}
        empty={<Empty title={t('settings.no-teams')} hint={t('settings.no-teams-hint')} action={add} />}
      />
      {editing === 'new' && <EditTeam team={null} initial={initial()} onClose={close} />}
      {editing && editing !== 'new' && (
        <EditTeam key={editing.id} team={editing} initial={initial(editing)} onClose={close} />
      )}
    </Page>
  )
}

/** What the form begins with: a team as it is, or an empty one of one's own branch. */
function useInitial(): (team?: Team) => Partial<TeamFields> {
  const me = useMe()
  const uses = useAsk(listCalendars).data?.uses
  return team => {
    if (!team) return { branchId: me.branchId, memberIds: [], leadId: null, calendarId: null }
    const { id, name, branchId, memberIds, leadId } = team
    return { name, branchId, memberIds, leadId, calendarId: uses?.find(one => one.teamId === id)?.calendarId ?? null }
  }
}
