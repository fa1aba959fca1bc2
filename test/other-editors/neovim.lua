-- Steps of the test, run by a Neovim that has the documented configuration. The last line that is printed is the result, as JSON.
local folder = vim.fn.getcwd()
local result = {}

local function wait_for(what, is_so)
  if not vim.wait(20000, is_so, 50) then error('waited in vain for ' .. what) end
end

local function codes()
  local found = {}
  for _, each in ipairs(vim.diagnostic.get(0)) do table.insert(found, each.user_data and each.user_data.lsp.code or each.code) end
  table.sort(found)
  return found
end

local function has(code)
  return function() return vim.tbl_contains(codes(), code) end
end

local function steps()
  vim.cmd('edit ' .. folder .. '/server/rras.ps1')
  wait_for('findings of the server', has('policy-mismatch'))
  result.server = codes()
  vim.cmd('edit ' .. folder .. '/client/profile.xml')
  wait_for('findings of the client', has('policy-mismatch'))
  result.client = codes()
  result.clients = #vim.lsp.get_active_clients()

  -- On the value that differs.
  local line, column
  for number, text in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
    local start = text:find('ECP384', 1, true)
    if start then line, column = number, start - 1 end
  end
  vim.api.nvim_win_set_cursor(0, { line, column })

  local answers = vim.lsp.buf_request_sync(0, 'textDocument/hover', vim.lsp.util.make_position_params(), 20000)
  for _, answer in pairs(answers) do result.hover = answer.result.contents.value end

  -- The first action, as somebody chooses it.
  vim.ui.select = function(items, options, choose)
    result.actions = vim.tbl_map(options.format_item, items)
    choose(items[1], 1)
  end
  vim.lsp.buf.code_action()
  wait_for('the fix', function() return not has('policy-mismatch')() end)
  result.text = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n')
  result.modified = vim.bo.modified

  result.messages = vim.fn.execute('messages')
  vim.lsp.stop_client(vim.lsp.get_active_clients())
  wait_for('the end of the server', function() return #vim.lsp.get_active_clients() == 0 end)
  result.ended = true
end

local done, problem = pcall(steps)
if not done then
  result.problem = tostring(problem)
  result.messages = vim.fn.execute('messages')
end
local file = assert(io.open(os.getenv('AOVPN_RESULT'), 'w'))
file:write(vim.json and vim.json.encode(result) or vim.fn.json_encode(result))
file:close()
vim.cmd('qall!')
