/**
 * The kit: our few wrappers, so that every page looks and behaves alike. Import from the files themselves, never from a
 * collecting file, so that a page loads no more than it uses. To add a page:
 *
 * 1. Words: `web/<area>/words.ts`, flat keys, Chinese first; `en` without a key of `zh` does not compile, an unused key
 *    or text written into a page fails `web/words.test.ts`. A text with facts is a function, typed in `zh` only:
 *    `'staff-added': (f: { name: string }) => …`. In a component: `const t = useT()`, `t('settings.staff')`,
 *    `t('settings.staff-added', { name })`. Of a fixed set: a template, `t(`kit.role-${role}`)`.
 *    A browser loads the words of the areas it opens, in its language: a page that says words of another area names it in
 *    `borrows` of its entry in `pages.ts`; the test tells.
 * 2. Address: an entry in the `pages.ts` of its area: `path`, `needs` (permission), `word` if it stands in the
 *    navigation, `load` (the page's own file, loaded when opened). The area appears in the rail by itself.
 * 3. Page: `<Page title action={<Button type="primary" needs={addStaff} …>}>`. `Button` (kit) with `needs={endpoint}` or
 *    `whyNot={sentence}` is disabled with its reason, never hidden. `Panel` is a titled part of a page.
 * 4. Asking: `useAsk(endpoint, { params, query })` for one thing, `useList(endpoint, { query })` for rows. Both are asked
 *    again when the server announces the topic (the endpoint's `tag`; others by `{ topics: ['followups'] }`).
 * 5. Doing: `const add = useDo(addStaff, { topics?, onDone })`, `add.mutate({ params, body })`. Success in passing:
 *    `useSay().done(text, undo?)`; a refusal without a form: `{ onError: say.problem }`. Confirm only what cannot be undone
 *    (`App.useApp().modal.confirm`).
 * 6. Lists: `<Table list={useList(…)} columns rowKey onOpen empty={<Empty title hint to step />} />`; it does loading,
 *    errors, more pages and phone cards. Above it `<Filters>` with `const [values, set] = useFilters(['q', 'state'])`.
 * 7. Forms: `<FormDrawer title submit open onClose action={useDo(…)} given={body => ({ body })}>` with Ant Design
 *    `Form.Item`s; it keeps what was typed when refused. A form on a page shows `<ProblemNote error={action.error} />`.
 * 8. Pieces: `Status feel`, `StandingNote`, `Time at`, `Day on`, `Num value share`, `Masked`, `Progress`, `Chart`, `Key`, `useKeys`,
 *    `useNow`, `useMe`, `useMay`, `upload` with progress, `download`. Types on the wire: `AnswerOf<typeof endpoint>`,
 *    `GivenTo<typeof endpoint>['body']`.
 *
 * Styles: Ant Design by the tokens of `web/theme.ts` only; own ones in a `.css` file of the area, with `var(--accent)`,
 * `--text --muted --faint --line --hairline --surface --sunken --hover --good --warn --bad --info`; a 4 px grid.
 * `.link` is a button like a link, `.said-only` a text for those who hear the page. Import Ant Design components and icons
 * by name. Look at 1440 and 390 px, light and dark, both languages.
 */
export {}
