-- What a person does in Neovim, without the person: open the file, wait for the diagnostic, choose the fix, save, quit.
-- TEST_SETUP is the set-up of the documentation, TEST_FILE the file, TEST_RULE the rule, TEST_REPORT what is to be told.
local function tell(key, value)
  vim.fn.writefile({ vim.json.encode({ [key] = value }) }, vim.env.TEST_REPORT, 'a')
end
local function await(what, ready)
  if not vim.wait(20000, ready, 20) then
    error('waited in vain for ' .. what)
  end
end

local function run()
  local version = vim.version()
  tell('editor', ('Neovim %d.%d.%d'):format(version.major, version.minor, version.patch))
  vim.cmd('filetype on')
  local modern = vim.lsp.enable ~= nil
  if modern then
    dofile(vim.env.TEST_SETUP)
  end
  vim.cmd('edit ' .. vim.fn.fnameescape(vim.env.TEST_FILE))
  local buffer = vim.api.nvim_get_current_buf()
  local ended
  if not modern then
    -- The documented set-up needs 0.11. Before 0.8 this is how a client is started.
    local id = vim.lsp.start_client({
      name = 'pinwarden',
      cmd = { 'pinwarden', 'lsp', '--stdio' },
      root_dir = vim.fn.fnamemodify(vim.env.TEST_FILE, ':h'),
      on_exit = function(code) ended = code end,
    })
    vim.lsp.buf_attach_client(buffer, id)
  end
  local clients = vim.lsp.get_clients or vim.lsp.get_active_clients
  await('the server', function() return #clients() == 1 and clients()[1].initialized end)
  tell('counts', clients()[1].offset_encoding)

  local function found()
    return vim.tbl_filter(function(d) return d.code == vim.env.TEST_RULE end, vim.diagnostic.get(buffer))
  end
  await('the diagnostic', function() return #found() == 1 end)
  local diagnostic = found()[1]
  tell('marked', vim.api.nvim_buf_get_text(buffer, diagnostic.lnum, diagnostic.col, diagnostic.end_lnum, diagnostic.end_col, {})[1])
  vim.api.nvim_win_set_cursor(0, { diagnostic.lnum + 1, diagnostic.col })
  vim.ui.select = function(items, _, choose)
    for _, item in ipairs(items) do
      local action = item.action or item[2]
      if action.title:find('api.example.org', 1, true) then
        tell('chosen', action.title)
        return choose(item)
      end
    end
    choose(nil)
  end
  vim.lsp.buf.code_action()
  await('the fix', function() return #found() == 0 end)
  vim.cmd('silent write')
  local id = clients()[1].id
  vim.lsp.stop_client(id)
  await('the end of the server', function() return vim.lsp.get_client_by_id(id) == nil or ended ~= nil end)
  tell('ended', ended or 0)
end

local fine, fault = xpcall(run, debug.traceback)
if not fine then
  tell('fault', fault)
end
vim.cmd(fine and 'qall!' or 'cquit 1')
