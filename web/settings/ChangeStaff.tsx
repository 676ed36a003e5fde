import { changeStaff } from '../../server/people/staff-contract.ts'
import type { GivenTo } from '../kit/api.ts'
import { useDo } from '../kit/ask.ts'
import { FormDrawer } from '../kit/FormDrawer.tsx'
import { useSay } from '../kit/say.tsx'
import { useT } from '../kit/words.ts'
import type { StaffMember } from './StaffActions.tsx'
import { StaffFields } from './StaffForm.tsx'

/** Changes what somebody is called, may do, belongs to and can do. */
export function ChangeStaff({ row, onClose }: { row: StaffMember; onClose: () => void }) {
  const t = useT()
  const say = useSay()
  const { name, roles, customRoleIds, branchId, teamIds, languages, skills } = row
  return (
    <FormDrawer<GivenTo<typeof changeStaff>['body'], GivenTo<typeof changeStaff>, StaffMember>
      title={t('admin.change-staff', { name })}
      submit={t('settings.save')}
      open
      onClose={onClose}
      action={useDo(changeStaff, { topics: ['people', 'calendars'] })}
      given={body => ({ params: { id: row.id }, body: { customRoleIds, ...body } })}
      initial={{ name, roles, customRoleIds, branchId, teamIds, languages, skills }}
      onDone={done => say.done(t('admin.staff-changed', { name: done.name }))}
    >
      <StaffFields />
    </FormDrawer>
  )
}
