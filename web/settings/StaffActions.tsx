import { MoreOutlined } from '@ant-design/icons'
import { App, Dropdown, type MenuProps } from 'antd'
import { Link, useNavigate } from 'react-router'
import { deactivateStaff, type listStaff } from '../../server/people/contract.ts'
import { inviteAgain, reactivateStaff, resetPassword, revokeLink } from '../../server/people/staff-contract.ts'
import type { AnswerOf } from '../kit/api.ts'
import { useDo } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { useMe } from '../kit/me.ts'
import { useSay } from '../kit/say.tsx'
import { useT } from '../kit/words.ts'
import type { Made } from './LinkShown.tsx'

export type StaffMember = AnswerOf<typeof listStaff>['items'][number]

interface StaffActionsProps {
  row: StaffMember
  onChange: () => void
  onLink: (made: Made) => void
}

/** What can be done with a member of staff besides opening him. */
export function StaffActions({ row, onChange, onLink }: StaffActionsProps) {
  const t = useT()
  const say = useSay()
  const me = useMe()
  const { modal } = App.useApp()
  const navigate = useNavigate()
  const given = { params: { id: row.id } }
  const refused = { onError: say.problem }
  const again = useDo(inviteAgain, { onDone: onLink })
  const reset = useDo(resetPassword, { onDone: onLink })
  const revoke = useDo(revokeLink, { onDone: () => say.done(t('admin.link-revoked')) })
  const back = useDo(reactivateStaff, { onDone: () => say.done(t('admin.reactivated', { name: row.name })) })
  const leave = useDo(deactivateStaff, {
    topics: ['people', 'followups', 'calendars'],
    onDone: () => say.done(t('settings.deactivated-done', { name: row.name })),
  })
  const askToLeave = () =>
    modal.confirm({
      title: t('settings.deactivate-sure', { name: row.name }),
      content: (
        <>
          <p>{t('admin.deactivate-effect')}</p>
          <p style={{ marginTop: 8 }}>
            <Link to={`/followups?agent=${row.id}`} target="_blank">
              {t('admin.see-work')}
            </Link>
          </p>
        </>
      ),
      okText: t('settings.deactivate'),
      okButtonProps: { danger: true },
      onOk: () => leave.mutateAsync(given).catch(say.problem),
    })

  const gone = row.deactivatedAt !== null
  const work = {
    key: 'work',
    label: t('admin.see-work'),
    onClick: () => void navigate(`/followups?agent=${row.id}`),
  }
  const items: MenuProps['items'] = gone
    ? [{ key: 'back', label: t('admin.reactivate'), onClick: () => back.mutate(given, refused) }, work]
    : [
        { key: 'change', label: t('admin.change'), onClick: onChange },
        row.joinedAt
          ? { key: 'reset', label: t('admin.reset-password'), onClick: () => reset.mutate(given, refused) }
          : { key: 'again', label: t('admin.invite-again'), onClick: () => again.mutate(given, refused) },
        ...(row.linkExpiresAt
          ? [{ key: 'revoke', label: t('admin.revoke-link'), onClick: () => revoke.mutate(given, refused) }]
          : []),
        work,
        { type: 'divider' },
        {
          key: 'leave',
          danger: true,
          disabled: row.id === me.staffId,
          label: t('settings.deactivate'),
          title: row.id === me.staffId ? t('settings.not-yourself') : undefined,
          onClick: askToLeave,
        },
      ]
  return (
    <Dropdown trigger={['click']} menu={{ items }} placement="bottomRight">
      <Button
        type="text"
        size="small"
        icon={<MoreOutlined />}
        aria-label={t('admin.actions', { name: row.name })}
        needs={deactivateStaff}
      />
    </Dropdown>
  )
}
