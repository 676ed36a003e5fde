import './admin.css'
import { useState } from 'react'
import { listStaff } from '../../server/people/contract.ts'
import { inviteStaff } from '../../server/people/staff-contract.ts'
import { useList } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { Empty } from '../kit/Empty.tsx'
import { useFilters } from '../kit/Filters.tsx'
import { Page } from '../kit/Page.tsx'
import { Table } from '../kit/Table.tsx'
import { useT } from '../kit/words.ts'
import { ChangeStaff } from './ChangeStaff.tsx'
import { InviteStaff } from './InviteStaff.tsx'
import { LinkShown, type Made } from './LinkShown.tsx'
import type { StaffMember } from './StaffActions.tsx'
import { isAskedFor, STAFF_FILTERS, StaffFilters } from './StaffFilters.tsx'
import { useStaffColumns } from './staff-columns.tsx'

/** The people who can sign in: who they are, what they may do, and where. */
export function StaffPage() {
  const t = useT()
  const [inviting, setInviting] = useState(false)
  const [changing, setChanging] = useState<StaffMember | null>(null)
  const [made, setMade] = useState<Made | null>(null)
  const [values, set] = useFilters(STAFF_FILTERS)
  const list = useList(listStaff)
  return (
    <Page
      title={t('settings.staff')}
      hint={t('admin.staff-hint')}
      action={
        <Button type="primary" needs={inviteStaff} onClick={() => setInviting(true)}>
          {t('admin.invite')}
        </Button>
      }
    >
      <StaffFilters values={values} set={set} />
      <Table
        label={t('settings.staff')}
        list={{ ...list, rows: list.rows?.filter(row => isAskedFor(row, values)) }}
        rowKey={row => row.id}
        dim={row => row.deactivatedAt !== null}
        onOpen={row => !row.deactivatedAt && setChanging(row)}
        openKey={changing?.id ?? null}
        columns={useStaffColumns({ onChange: setChanging, onLink: setMade })}
        empty={<Empty title={t('settings.no-staff-found')} hint={t('settings.no-staff-found-hint')} />}
      />
      <InviteStaff open={inviting} onClose={() => setInviting(false)} onLink={setMade} />
      {changing && <ChangeStaff key={changing.id} row={changing} onClose={() => setChanging(null)} />}
      <LinkShown made={made} onClose={() => setMade(null)} />
    </Page>
  )
}
