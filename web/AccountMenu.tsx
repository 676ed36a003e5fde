import { Dropdown, type MenuProps } from 'antd'
import { useNavigate } from 'react-router'
import { signOut } from '../server/people/contract.ts'
import { call } from './kit/api.ts'
import { answers } from './kit/ask.ts'
import { useMe } from './kit/me.ts'
import { type Appearance, appearance, useAppearance, useLanguage } from './kit/preferences.ts'
import { useSay } from './kit/say.tsx'
import { sayList } from './kit/say-time.ts'
import { useT } from './kit/words.ts'

const APPEARANCES = ['light', 'dark', 'system'] as const satisfies readonly Appearance[]

/** Who is signed in: appearance, sessions, sign out. */
export function AccountMenu() {
  const t = useT()
  const me = useMe()
  const say = useSay()
  const language = useLanguage()
  const chosen = useAppearance()
  const navigate = useNavigate()

  const leave = () =>
    call(signOut).then(() => {
      answers.clear()
      void navigate('/sign-in', { replace: true })
    }, say.problem)

  const items: MenuProps['items'] = [
    {
      key: 'who',
      type: 'group',
      label: (
        <span className="account-who">
          <b>{me.name}</b>
          {sayList([...me.roles.map(role => t(`kit.role-${role}`)), ...me.customRoles], language)}
          <br />
          {me.organisation.name}
        </span>
      ),
    },
    { type: 'divider' },
    {
      key: 'appearance',
      type: 'group',
      label: t('shell.appearance'),
      children: APPEARANCES.map(option => ({ key: option, label: t(`shell.appearance-${option}`) })),
    },
    { type: 'divider' },
    { key: 'profile', label: t('shell.profile') },
    { key: 'sessions', label: t('shell.sessions') },
    { key: 'sign-out', label: t('shell.sign-out') },
  ]

  const choose: MenuProps['onClick'] = ({ key }) => {
    const wanted = APPEARANCES.find(option => option === key)
    if (wanted) appearance.set(wanted)
    else if (key === 'profile') void navigate('/settings/profile')
    else if (key === 'sessions') void navigate('/settings/sessions')
    else if (key === 'sign-out') void leave()
  }

  return (
    <Dropdown
      trigger={['click']}
      placement="topLeft"
      menu={{ items, onClick: choose, selectable: true, selectedKeys: [chosen] }}
    >
      <button type="button" className="avatar" aria-label={t('shell.account')}>
        {initialOf(me.name)}
      </button>
    </Dropdown>
  )
}

/** 王小明 is known by 明, Ann Lee by A. */
function initialOf(name: string): string {
  return /\p{Script=Han}/u.test(name) ? name.slice(-1) : name.slice(0, 1).toUpperCase()
}
