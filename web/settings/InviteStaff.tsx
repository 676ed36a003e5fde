import { Form, Input } from 'antd'
import { inviteStaff } from '../../server/people/staff-contract.ts'
import type { GivenTo } from '../kit/api.ts'
import { useDo } from '../kit/ask.ts'
import { FormDrawer } from '../kit/FormDrawer.tsx'
import { useMe } from '../kit/me.ts'
import { useT } from '../kit/words.ts'
import { LanguageField } from './LanguageField.tsx'
import type { Made } from './LinkShown.tsx'
import { StaffFields } from './StaffForm.tsx'

interface InviteStaffProps {
  open: boolean
  onClose: () => void
  onLink: (made: Made) => void
}

/** Invites somebody by a link, by which he chooses his own password. */
export function InviteStaff({ open, onClose, onLink }: InviteStaffProps) {
  const t = useT()
  const me = useMe()
  return (
    <FormDrawer<
      Omit<GivenTo<typeof inviteStaff>['body'], 'language'> & { language: string },
      GivenTo<typeof inviteStaff>,
      Made
    >
      title={t('admin.invite')}
      submit={t('admin.invite')}
      open={open}
      onClose={onClose}
      action={useDo(inviteStaff)}
      given={({ language, ...body }) => ({
        body: { ...body, language: language === 'zh' || language === 'en' ? language : null },
      })}
      initial={{ branchId: me.branchId, roles: ['agent'], language: '' }}
      onDone={onLink}
    >
      <p className="muted panel-hint">{t('admin.invite-hint')}</p>
      <Form.Item
        name="email"
        label={t('settings.email')}
        normalize={(text: string) => text.trim()}
        rules={[{ required: true, type: 'email' }]}
      >
        <Input inputMode="email" autoComplete="off" maxLength={200} />
      </Form.Item>
      <StaffFields />
      <LanguageField />
    </FormDrawer>
  )
}
