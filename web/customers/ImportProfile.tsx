import { Input, Popconfirm, Select } from 'antd'
import { useState } from 'react'
import {
  deleteImportProfile,
  keepImportProfile,
  listImportProfiles,
  renameImportProfile,
} from '../../server/imports/profile-contract.ts'
import { useAsk, useDo } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { useSay } from '../kit/say.tsx'
import { useT } from '../kit/words.ts'
import type { ImportRun } from './import-progress.ts'
import type { Mapping, Preview } from './mapping.ts'

interface ImportProfileProps {
  run: ImportRun
  preview: Preview
  mapping: Mapping
  profileId: string | null
  choose: (profileId: string | null, mapping: Mapping) => void
}

/** How recurring files are read: chosen, kept under a name, renamed, deleted. */
export function ImportProfile({ run, preview, mapping, profileId, choose }: ImportProfileProps) {
  const t = useT()
  const profiles = useAsk(listImportProfiles, { query: { kind: run.kind } }).data?.items ?? []
  const chosen = profiles.find(profile => profile.id === profileId)
  const [name, setName] = useState<string | null>(null)
  const fitting = profiles.filter(profile => fits(profile.mapping, preview.header))
  const change = (id: string) => {
    const profile = profiles.find(one => one.id === id)
    choose(profile?.id ?? null, profile?.mapping ?? preview.mapping)
  }
  return (
    <div className="import-profile">
      {fitting.length > 0 && (
        <Select
          aria-label={t('customers.profile')}
          value={chosen ? chosen.id : ''}
          options={[
            { value: '', label: t('customers.no-profile') },
            ...fitting.map(profile => ({ value: profile.id, label: profile.name })),
          ]}
          onChange={change}
        />
      )}
      {name === null ? (
        <>
          <Button onClick={() => setName(chosen?.name ?? '')} title={t('customers.profile-keep-hint')}>
            {t('customers.profile-keep')}
          </Button>
          {chosen && <Chosen profile={chosen} forget={() => choose(null, mapping)} />}
        </>
      ) : (
        <Naming
          name={name}
          setName={setName}
          keep={{ kind: run.kind, header: preview.header, mapping }}
          kept={id => choose(id, mapping)}
        />
      )}
    </div>
  )
}

function fits(mapping: Mapping, header: readonly string[]): boolean {
  return Object.values(mapping.columns).every(columns => columns.every(column => header.includes(column)))
}

interface NamingProps {
  name: string
  setName: (name: string | null) => void
  keep: { kind: string; header: string[]; mapping: Mapping }
  kept: (profileId: string) => void
}

function Naming({ name, setName, keep, kept }: NamingProps) {
  const t = useT()
  const say = useSay()
  const put = useDo(keepImportProfile, {
    onDone: profile => {
      setName(null)
      kept(profile.id)
      say.done(t('customers.profile-kept'))
    },
  })
  const save = () => name.trim() && put.mutate({ body: { ...keep, name } }, { onError: say.problem })
  return (
    <>
      <Input
        autoFocus
        aria-label={t('customers.profile-name')}
        placeholder={t('customers.profile-name')}
        maxLength={100}
        value={name}
        onChange={event => setName(event.target.value)}
        onPressEnter={save}
        onKeyDown={event => event.key === 'Escape' && setName(null)}
      />
      <Button
        type="primary"
        needs={keepImportProfile}
        loading={put.isPending}
        whyNot={!name.trim() && t('customers.profile-name')}
        onClick={save}
      >
        {t('customers.profile-save')}
      </Button>
      <Button onClick={() => setName(null)}>{t('kit.cancel')}</Button>
    </>
  )
}

function Chosen({ profile, forget }: { profile: { id: string; name: string }; forget: () => void }) {
  const t = useT()
  const say = useSay()
  const [name, setName] = useState<string | null>(null)
  const rename = useDo(renameImportProfile, {
    onDone: () => {
      setName(null)
      say.done(t('customers.profile-renamed'))
    },
  })
  const remove = useDo(deleteImportProfile, {
    onDone: () => {
      forget()
      say.done(t('customers.profile-deleted'))
    },
  })
  const params = { id: profile.id }
  if (name === null) {
    return (
      <>
        <Button type="text" needs={renameImportProfile} onClick={() => setName(profile.name)}>
          {t('customers.profile-rename')}
        </Button>
        <Popconfirm
          title={`${t('customers.profile-delete')} “${profile.name}”`}
          okText={t('customers.profile-delete')}
          cancelText={t('kit.cancel')}
          onConfirm={() => remove.mutate({ params }, { onError: say.problem })}
        >
          <Button type="text" needs={deleteImportProfile}>
            {t('customers.profile-delete')}
          </Button>
        </Popconfirm>
      </>
    )
  }
  const save = () => name.trim() && rename.mutate({ params, body: { name } }, { onError: say.problem })
  return (
    <>
      <Input
        autoFocus
        aria-label={t('customers.profile-name')}
        maxLength={100}
        value={name}
        onChange={event => setName(event.target.value)}
        onPressEnter={save}
        onKeyDown={event => event.key === 'Escape' && setName(null)}
      />
      <Button type="primary" loading={rename.isPending} onClick={save}>
        {t('customers.profile-rename')}
      </Button>
    </>
  )
}
